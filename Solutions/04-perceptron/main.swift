print("∇")
